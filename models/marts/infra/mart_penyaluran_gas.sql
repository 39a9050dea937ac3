with

lng as (

    select
        cast({{ dbt.date_trunc('month', 'tgl_muat') }} as date) as periode,
        'LNG' as jalur,
        tujuan,
        count(*) as jumlah_kargo,
        sum(energi_bbtu) as energi_bbtu,
        cast(null as {{ dbt.type_numeric() }}) as volume_mmscf

    from {{ ref('stg_hilir__lng_kargo') }}
    group by cast({{ dbt.date_trunc('month', 'tgl_muat') }} as date), tujuan

),

pipa as (

    select
        periode,
        'pipa' as jalur,
        'semua ruas' as tujuan,
        cast(null as integer) as jumlah_kargo,
        cast(null as {{ dbt.type_numeric() }}) as energi_bbtu,
        sum(volume_mmscf) as volume_mmscf

    from {{ ref('stg_infra__pipa_gas') }}
    group by periode

),

jargas as (

    select
        periode,
        'jargas' as jalur,
        'domestik' as tujuan,
        cast(null as integer) as jumlah_kargo,
        cast(null as {{ dbt.type_numeric() }}) as energi_bbtu,
        sum(volume_mmscf) as volume_mmscf

    from {{ ref('stg_infra__jargas_sr') }}
    group by periode

),

gabungan as (

    select * from lng
    union all
    select * from pipa
    union all
    select * from jargas

),

berhari as (

    select
        gabungan.*,
        {{ dbt.datediff('periode', dbt.dateadd('month', 1, 'periode'), 'day') }} as hari_sebulan

    from gabungan

),

penyaluran as (

    select
        periode,
        jalur,
        tujuan,
        cast(jumlah_kargo as integer) as jumlah_kargo,
        cast(energi_bbtu as {{ dbt.type_numeric() }}) as energi_bbtu,
        cast(round(energi_bbtu / hari_sebulan, 6) as {{ dbt.type_numeric() }}) as energi_bbtud,
        cast(volume_mmscf as {{ dbt.type_numeric() }}) as volume_mmscf,
        cast(round(volume_mmscf / hari_sebulan, 6) as {{ dbt.type_numeric() }}) as volume_mmscfd

    from berhari

)

select * from penyaluran
