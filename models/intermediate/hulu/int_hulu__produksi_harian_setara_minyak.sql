with

produksi as (

    select * from {{ ref('stg_hulu__produksi_harian') }}

),

cairan as (

    select
        produksi.*,
        coalesce(minyak_bopd, 0) + coalesce(kondensat_bopd, 0) as cairan_bopd,
        {{ mscf_ke_boe('coalesce(gas_mscfd, 0)') }} as gas_boepd

    from produksi

),

setara as (

    select
        tanggal,
        kode_wk,
        wilayah_kerja,
        operator,
        minyak_bopd,
        kondensat_bopd,
        gas_mmscfd,
        air_bwpd,
        kehilangan_minyak_bopd,
        gangguan,
        status_data,
        cast(cairan_bopd as {{ dbt.type_numeric() }}) as cairan_bopd,
        cast(gas_boepd as {{ dbt.type_numeric() }}) as gas_boepd,
        cast(cairan_bopd + gas_boepd as {{ dbt.type_numeric() }}) as produksi_boepd

    from cairan

)

select * from setara
