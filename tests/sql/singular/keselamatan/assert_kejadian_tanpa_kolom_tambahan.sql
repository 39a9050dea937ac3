-- Reports of events bring no column beyond the declared ones: an extra column is where names of
-- persons come in. All of landing is looked at, not the rows in force: what a later delivery
-- corrected is still stored.
select
    _sumber_berkas,
    _baris

from {{ source('keselamatan', 'kejadian') }}
where _kolom_lain is not null
