with

kepatuhan as (

    select * from {{ ref('int_hilir__kepatuhan_lapor') }}

),

berjalan as (

    select
        kepatuhan.*,
        count(*) over (
            partition by badan_usaha, jenis_izin
            order by periode
            rows between unbounded preceding and current row
        ) as bulan_dipantau,
        sum(case when status_lapor = 'tepat waktu' then 1 else 0 end) over (
            partition by badan_usaha, jenis_izin
            order by periode
            rows between unbounded preceding and current row
        ) as bulan_tepat_waktu

    from kepatuhan

),

bernilai as (

    select
        periode,
        badan_usaha,
        jenis_izin,
        batas_lapor,
        tgl_lapor,
        status_lapor,
        hari_terlambat,
        data_niaga,
        temuan,
        cast(bulan_dipantau as integer) as bulan_dipantau,
        cast(bulan_tepat_waktu as integer) as bulan_tepat_waktu,
        cast(
            round(
                cast(100 * bulan_tepat_waktu as {{ dbt.type_numeric() }}) / bulan_dipantau, 2
            ) as {{ dbt.type_numeric() }}
        ) as tepat_waktu_pct

    from berjalan

)

select * from bernilai
