{% macro compared_input_rows_ctes() %}
    {#-
        CTEs that end in `compared_input_rows`: the rows of engagement inputs that count (input_name, row_key, date_day), and
        whether raw still has them (is_in_raw) as they were counted (is_as_counted), each 1 or 0. Of inputs that are appended
        to and have a load time, and of rows loaded within the retention.
    -#}
    {%- set inputs = {} %}
    {%- for name in api_call_volume.engagement_keys() %}
        {%- set existing = ref('int_' ~ name) %}
        {%- set source = api_call_volume.engagement_sources().get(name) %}
        {%- set is_appended_to = source and source.get('sync_mode', 'append') == 'append' %}
        {%- if is_appended_to and api_call_volume.engagement_raw_columns(name).loaded_at != 'null' %}
            {%- do inputs.update({name: existing}) %}
        {%- endif %}
    {%- endfor %}
{%- for name in inputs %}
raw_{{ name }} as (

    {{ api_call_volume.engagement_input_query(name) }}

),

keyed_{{ name }} as (

    {{ api_call_volume.read_rows_query(name, 'raw_' ~ name, none) }}

),

read_{{ name }} as (

    select
        row_key,
        {{ api_call_volume.row_version(['date_day'] + api_call_volume.engagement_columns()[name].keys() | list) }} as raw_version
    from keyed_{{ name }}

),

{% endfor %}
compared_input_rows as (
    {% for name, existing in inputs.items() %}
    select
        cast('{{ name }}' as {{ dbt.type_string() }}) as input_name,
        existing.row_key,
        existing.date_day,
        max(case when read_rows.row_key is not null then 1 else 0 end) as is_in_raw,
        max(case when read_rows.raw_version = existing.row_version then 1 else 0 end) as is_as_counted
    from {{ api_call_volume.relation_as(existing, 'existing') }}
    left join read_{{ name }} as read_rows on existing.row_key = read_rows.row_key
    where
        existing.date_day is not null
        and {{ api_call_volume.is_within_retention('existing.loaded_at') }}
    group by existing.row_key, existing.date_day
    {{ 'union all' if not loop.last }}
    {% else %}
    {{ api_call_volume.literal_rows([], {
        'input_name': dbt.type_string(), 'row_key': dbt.type_string(), 'date_day': api_call_volume.type_date(),
        'is_in_raw': dbt.type_bigint(), 'is_as_counted': dbt.type_bigint()
    }) }}
    {% endfor %}
)
{%- endmacro %}
