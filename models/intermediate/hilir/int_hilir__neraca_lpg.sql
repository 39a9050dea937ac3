with

pasokan as (

    select
        lpg_pasokan.*,
        lag(periode) over (order by periode) as periode_tercatat,
        lag(stok_akhir_ton) over (order by periode) as stok_tercatat_ton

    from {{ ref('stg_hilir__lpg_pasokan') }} as lpg_pasokan

),

penyaluran as (

    select
        periode,
        sum(realisasi_ton) as penyaluran_ton

    from {{ ref('stg_hilir__lpg_penyaluran') }}
    group by periode

),

-- Stock of two months ago is not this month's opening stock: a missing month leaves it unknown.
digabung as (

    select
        pasokan.periode,
        pasokan.produksi_ton,
        pasokan.impor_ton,
        penyaluran.penyaluran_ton,
        pasokan.stok_akhir_ton,
        case
            when
                pasokan.periode_tercatat
                = cast({{ dbt.dateadd('month', -1, 'pasokan.periode') }} as date)
                then pasokan.stok_tercatat_ton
        end as stok_awal_ton

    from pasokan
    left join penyaluran on pasokan.periode = penyaluran.periode

),

neraca as (

    select
        periode,
        produksi_ton,
        impor_ton,
        cast(penyaluran_ton as {{ dbt.type_numeric() }}) as penyaluran_ton,
        cast(stok_awal_ton as {{ dbt.type_numeric() }}) as stok_awal_ton,
        stok_akhir_ton,
        cast(stok_akhir_ton - stok_awal_ton as {{ dbt.type_numeric() }}) as perubahan_stok_ton,
        cast(produksi_ton + impor_ton - penyaluran_ton as {{ dbt.type_numeric() }}) as surplus_ton,
        cast(
            produksi_ton + impor_ton - penyaluran_ton - (stok_akhir_ton - stok_awal_ton)
            as {{ dbt.type_numeric() }}
        ) as selisih_ton

    from digabung

)

select * from neraca
