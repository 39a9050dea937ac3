with

pipa as (

    select
        pipa_gas.*,
        {{ dbt.datediff('periode', dbt.dateadd('month', 1, 'periode'), 'day') }} as hari_sebulan

    from {{ ref('stg_infra__pipa_gas') }} as pipa_gas

),

pengangkutan as (

    select
        periode,
        ruas,
        badan_usaha,
        volume_mmscf,
        cast(round(volume_mmscf / hari_sebulan, 6) as {{ dbt.type_numeric() }}) as volume_mmscfd,
        tarif_usd_mscf,
        cast(round(volume_mscf * tarif_usd_mscf, 2) as {{ dbt.type_numeric() }}) as nilai_angkut_usd

    from pipa

)

select * from pengangkutan
