{% macro first_copies(name, key) %}
    {#-
        The whole of a model that keeps the rows of an input of the engagement marts, once each, whatever
        the number of times they were loaded: of the rows with the same `key` (columns of the input), the
        one that happened first, then the one that arrived first. A row without an id is one of its own.
        Rows without a time are left out.
        In an increment: the first copies that are not those that stand. Which of two copies is the first
        does not depend on others, so what stands need only be compared with what arrived.
    -#}
    {%- set data_types = api_call_volume.engagement_columns()[name] -%}
    {%- set columns = data_types.keys() | list -%}
    {%- set id, time = columns[0], columns[1] -%}
    {%- set rows_to_read = api_call_volume.rows_to_read(name) -%}
    {%- set policy = api_call_volume.engagement_policy(name) if api_call_volume.has_engagement_source(name) else '' -%}
    {%- set order = [time, api_call_volume.nulls_last('loaded_at')] -%}
    {%- for column in columns[3:] -%}
        {%- do order.append(api_call_volume.nulls_last(column, is_text=(data_types[column] == dbt.type_string()))) -%}
    {%- endfor -%}
with

raw_rows as (

    {{ api_call_volume.engagement_rows(name) }}

),

placed as (

    select
        {%- for column in columns if column != 'account_id' %}
        {{ column }},
        {%- endfor %}
        coalesce(account_id, '(unattributed)') as account_id,
        {{ api_call_volume.reporting_date(time) }} as date_day
    from raw_rows
    where {{ time }} is not null

),

keyed as (

    select
        *,
        {{ dbt.hash('case when ' ~ id ~ ' is null then ' ~ api_call_volume.joined_text(columns) ~ ' else '
            ~ api_call_volume.joined_text(key) ~ ' end') }} as key_hash
    from placed

),

arrived as (

    select *
    from keyed
    {%- if rows_to_read %}
    where
        {{ rows_to_read.arrived }}
        {%- if rows_to_read.replaced not in ['1 = 0', '1 = 1'] %}
        or key_hash in (select row_key from {{ this }} where {{ rows_to_read.replaced }})
        {%- endif %}
    {%- endif %}

),

-- Rows without an id that are the same in all columns, arrival included, are read all together or not at all.
numbered as (

    select
        *,
        case
            when {{ id }} is null
                then key_hash || '-' || cast(
                    row_number() over (partition by key_hash order by {{ time }}) as {{ dbt.type_string() }}
                )
            else key_hash
        end as row_key
    from arrived

),
{% if rows_to_read %}
standing as (

    select *
    from {{ this }}

),
{% endif %}
copies as (

    select
        row_key,
        date_day,
        {{ columns | join(',\n        ') }}
    from numbered
    {%- if rows_to_read %}

    union all

    select
        row_key,
        date_day,
        {{ columns | join(',\n        ') }}
    from standing
    where
        row_key in (select row_key from numbered)
        and not ({{ rows_to_read.replaced }})
    {%- endif %}

),

ranked as (

    select
        *,
        row_number() over (
            partition by row_key
            order by
                {{ order | join(',\n                ') }}
        ) as copy_rank,
        {{ api_call_volume.row_fingerprint(['date_day'] + columns) }} as row_version
    from copies

)

select
    ranked.row_key,
    cast('{{ name }}' as {{ dbt.type_string() }}) as source_name,
    cast('{{ policy }}' as {{ dbt.type_string() }}) as source_policy,
    ranked.date_day,
    {%- for column in columns %}
    ranked.{{ column }},
    {%- endfor %}
    ranked.row_version
from ranked
{%- if rows_to_read %}
left join standing on ranked.row_key = standing.row_key
{%- endif %}
where
    ranked.copy_rank = 1
    {%- if rows_to_read %}
    and (standing.row_key is null or ranked.row_version <> standing.row_version)

union all

-- What is gone: rows_where does not hold for it, and so nothing takes its place.
select
    standing.row_key,
    standing.source_name,
    standing.source_policy,
    cast(null as date) as date_day,
    {%- for column in columns %}
    standing.{{ column }},
    {%- endfor %}
    standing.row_version
from standing
where
    {{ rows_to_read.replaced }}
    and standing.row_key not in (select row_key from numbered)
    {%- endif %}
{% endmacro %}
