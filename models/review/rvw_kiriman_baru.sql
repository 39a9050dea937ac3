-- The loader's log, read once: what came while the figures are counted waits for the next run.
with

baru as (

    {{ review_new_batches(this.incorporate(path={'identifier': 'rvw_kiriman'})) }}

),

bertipe as (

    select
        cast(kumpulan_data as {{ dbt.type_string() }}) as kumpulan_data,
        cast(batch_id as {{ dbt.type_string() }}) as batch_id,
        cast(cakupan as {{ dbt.type_string() }}) as cakupan,
        cast(sidik_aturan as {{ dbt.type_string() }}) as sidik_aturan

    from baru

)

select * from bertipe
