-- Reports of events bring no column beyond the declared ones: an extra column is where names of
-- persons come in.
select
    _sumber_berkas,
    _baris

from {{ source('keselamatan', 'kejadian') }}
where _kolom_lain is not null
