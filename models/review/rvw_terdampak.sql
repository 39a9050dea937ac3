-- The whole table where it is counted anew, else the periods that the new deliveries touch.
with

tersentuh as (

    {{ review_touched(ref('rvw_kiriman_baru'), this.incorporate(path={'identifier': 'rvw_periode'})) }}

),

terdampak as (

    select distinct
        cast(kumpulan_data as {{ dbt.type_string() }}) as kumpulan_data,
        cast(cakupan as {{ dbt.type_string() }}) as cakupan,
        periode

    from tersentuh

)

select * from terdampak
