with

penyalur as (

    select * from {{ ref('stg_infra__penyalur') }}

),

rentang as (

    select
        kode_penyalur,
        min(periode) as pertama_terlihat,
        max(periode) as terakhir_terlihat

    from penyalur
    group by kode_penyalur

),

daftar_terbaru as (

    select max(periode) as periode_terbaru from penyalur

),

terakhir as (

    select
        penyalur.kode_penyalur,
        penyalur.badan_usaha,
        penyalur.jenis_penyalur,
        substring(penyalur.kode_kabupaten, 1, 2) as kode_provinsi,
        penyalur.kode_kabupaten,
        penyalur.kabupaten,
        penyalur.lintang,
        penyalur.bujur,
        penyalur.mulai_operasi,
        penyalur.status_penyalur,
        rentang.pertama_terlihat,
        rentang.terakhir_terlihat,
        case
            when rentang.terakhir_terlihat = daftar_terbaru.periode_terbaru then 'ya'
            else 'tidak'
        end as dalam_daftar_terbaru

    from penyalur
    inner join rentang
        on
            penyalur.kode_penyalur = rentang.kode_penyalur
            and penyalur.periode = rentang.terakhir_terlihat
    cross join daftar_terbaru

)

select * from terakhir
