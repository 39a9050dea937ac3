with

kiriman as (

    {{ newest_rows('hulu', 'pemanfaatan_gas') }}

),

bertipe as (

    select
        periode,
        kkks,
        sektor,
        cast(volume_bbtud as {{ dbt.type_numeric() }}) as volume_bbtud,
        cast(volume_mmscfd as {{ dbt.type_numeric() }}) as volume_mmscfd,
        cast(volume_mmscfd * 1000 as {{ dbt.type_numeric() }}) as volume_mscfd,
        cast(kontrak_bbtud as {{ dbt.type_numeric() }}) as kontrak_bbtud,
        status_data,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
