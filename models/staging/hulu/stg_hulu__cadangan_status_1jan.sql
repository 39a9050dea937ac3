with

kiriman as (

    {{ newest_rows('hulu', 'cadangan_status_1jan') }}

),

bertipe as (

    select
        tahun,
        lapangan,
        kode_wk,
        wilayah,
        cast(p1_minyak_mmstb as {{ dbt.type_numeric() }}) as p1_minyak_mmstb,
        cast(p2_minyak_mmstb as {{ dbt.type_numeric() }}) as p2_minyak_mmstb,
        cast(p3_minyak_mmstb as {{ dbt.type_numeric() }}) as p3_minyak_mmstb,
        cast(p1_gas_bscf as {{ dbt.type_numeric() }}) as p1_gas_bscf,
        cast(p2_gas_bscf as {{ dbt.type_numeric() }}) as p2_gas_bscf,
        cast(p3_gas_bscf as {{ dbt.type_numeric() }}) as p3_gas_bscf,
        cast(kumulatif_minyak_mmstb as {{ dbt.type_numeric() }}) as kumulatif_minyak_mmstb,
        cast(kumulatif_gas_bscf as {{ dbt.type_numeric() }}) as kumulatif_gas_bscf,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
