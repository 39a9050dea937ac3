with

kiriman as (

    {{ newest_rows('infra', 'penyalur') }}

),

bertipe as (

    select
        periode,
        kode_penyalur,
        badan_usaha,
        jenis as jenis_penyalur,
        kode_kabupaten,
        kabupaten,
        cast(lintang as {{ dbt.type_numeric() }}) as lintang,
        cast(bujur as {{ dbt.type_numeric() }}) as bujur,
        mulai_operasi,
        status as status_penyalur,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
