with

kiriman as (

    {{ newest_rows('hulu', 'produksi_bulanan_lapangan') }}

),

bertipe as (

    select
        periode,
        kode_wk,
        wilayah_kerja,
        operator,
        lapangan,
        provinsi,
        cast(minyak_bbl as {{ dbt.type_numeric() }}) as minyak_bbl,
        cast(kondensat_bbl as {{ dbt.type_numeric() }}) as kondensat_bbl,
        cast(gas_mscf as {{ dbt.type_numeric() }}) as gas_mscf,
        cast(round(gas_mscf / 1000.0, 6) as {{ dbt.type_numeric() }}) as gas_mmscf,
        cast(gas_flare_mscf as {{ dbt.type_numeric() }}) as gas_flare_mscf,
        cast(gas_injeksi_mscf as {{ dbt.type_numeric() }}) as gas_injeksi_mscf,
        status_data,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
