with

kiriman as (

    select * from {{ ref('stg_hilir__izin_usaha') }}

),

minggu_kiriman as (

    select distinct minggu_tarik from kiriman

),

minggu as (

    select
        minggu_tarik,
        lag(minggu_tarik) over (order by minggu_tarik) as minggu_sebelumnya,
        lead(minggu_tarik) over (order by minggu_tarik) as minggu_berikutnya

    from minggu_kiriman

),

-- All that makes a version, as one text: a NULL must equal a NULL, which `=` does not say.
bersidik as (

    select
        kiriman.*,
        {{ dbt.concat([
            "badan_usaha", "'|'", "coalesce(jenis_izin, '')", "'|'",
            "coalesce(cast(tgl_terbit as " ~ dbt.type_string() ~ "), '')", "'|'",
            "coalesce(cast(tgl_berakhir as " ~ dbt.type_string() ~ "), '')", "'|'",
            "coalesce(status_izin, '')"
        ]) }} as sidik

    from kiriman

),

berurutan as (

    select
        bersidik.*,
        minggu.minggu_sebelumnya,
        lag(bersidik.minggu_tarik) over (
            partition by no_izin
            order by bersidik.minggu_tarik
        ) as minggu_tercatat,
        lag(sidik) over (
            partition by no_izin
            order by bersidik.minggu_tarik
        ) as sidik_tercatat

    from bersidik
    inner join minggu on bersidik.minggu_tarik = minggu.minggu_tarik

),

-- A version begins where something changed, and where a licence missed an extract and came back.
berversi as (

    select
        berurutan.*,
        sum(
            case
                when minggu_tercatat = minggu_sebelumnya and sidik = sidik_tercatat then 0
                else 1
            end
        ) over (
            partition by no_izin
            order by minggu_tarik
            rows between unbounded preceding and current row
        ) as versi_ke

    from berurutan

),

versi as (

    select
        no_izin,
        versi_ke,
        badan_usaha,
        jenis_izin,
        tgl_terbit,
        tgl_berakhir,
        status_izin,
        min(minggu_tarik) as berlaku_mulai,
        max(minggu_tarik) as minggu_terakhir

    from berversi
    group by no_izin, versi_ke, badan_usaha, jenis_izin, tgl_terbit, tgl_berakhir, status_izin

),

riwayat as (

    select
        versi.no_izin,
        cast(versi.versi_ke as integer) as versi_ke,
        versi.badan_usaha,
        versi.jenis_izin,
        versi.tgl_terbit,
        versi.tgl_berakhir,
        versi.status_izin,
        versi.berlaku_mulai as valid_from,
        minggu.minggu_berikutnya as valid_to,
        case when minggu.minggu_berikutnya is null then 'ya' else 'tidak' end as versi_terkini

    from versi
    inner join minggu on versi.minggu_terakhir = minggu.minggu_tarik

)

select * from riwayat
