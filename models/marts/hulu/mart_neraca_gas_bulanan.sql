with

pemanfaatan as (

    select * from {{ ref('stg_hulu__pemanfaatan_gas') }}

),

per_sektor as (

    select
        periode,
        sektor,
        case when sektor like 'ekspor%' then 'ekspor' else 'domestik' end as tujuan,
        count(distinct kkks) as jumlah_kkks,
        sum(volume_bbtud) as volume_bbtud,
        sum(volume_mmscfd) as volume_mmscfd,
        sum(kontrak_bbtud) as kontrak_bbtud,
        -- Only what has a contract beside it can be compared with a contract.
        sum(case when kontrak_bbtud is not null then volume_bbtud end) as volume_berkontrak_bbtud

    from pemanfaatan
    group by periode, sektor

),

bertotal as (

    select
        per_sektor.*,
        sum(volume_bbtud) over (partition by periode) as volume_nasional_bbtud

    from per_sektor

),

neraca as (

    select
        periode,
        cast(tujuan as varchar(255)) as tujuan,
        sektor,
        cast(jumlah_kkks as bigint) as jumlah_kkks,
        cast(volume_bbtud as {{ dbt.type_numeric() }}) as volume_bbtud,
        cast(volume_mmscfd as {{ dbt.type_numeric() }}) as volume_mmscfd,
        cast(kontrak_bbtud as {{ dbt.type_numeric() }}) as kontrak_bbtud,
        cast(
            round(100.0 * volume_berkontrak_bbtud / nullif(kontrak_bbtud, 0), 3) as {{ dbt.type_numeric() }}
        ) as realisasi_kontrak_pct,
        cast(
            round(100.0 * volume_bbtud / nullif(volume_nasional_bbtud, 0), 3) as {{ dbt.type_numeric() }}
        ) as porsi_nasional_pct

    from bertotal

)

select * from neraca
