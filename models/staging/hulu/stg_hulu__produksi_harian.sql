with

kiriman as (

    {{ newest_rows('hulu', 'produksi_harian') }}

),

bertipe as (

    select
        tanggal,
        kode_wk,
        wilayah_kerja,
        operator,
        cast(minyak_bopd as {{ dbt.type_numeric() }}) as minyak_bopd,
        cast(kondensat_bopd as {{ dbt.type_numeric() }}) as kondensat_bopd,
        cast(gas_mmscfd as {{ dbt.type_numeric() }}) as gas_mmscfd,
        cast(gas_mmscfd * 1000 as {{ dbt.type_numeric() }}) as gas_mscfd,
        cast(air_bwpd as {{ dbt.type_numeric() }}) as air_bwpd,
        cast(kehilangan_minyak_bopd as {{ dbt.type_numeric() }}) as kehilangan_minyak_bopd,
        gangguan,
        status_data,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
