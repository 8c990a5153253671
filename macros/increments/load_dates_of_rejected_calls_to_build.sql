{% macro load_dates_of_rejected_calls_to_build() %}
    {#-
        For fct_rejected_api_calls: a list of the load dates (source_name, loaded_date, version) whose rejected rows
        are not those of the raw inventory. On a first build none, for all of them, or an empty list where there are
        no rejected rows, which saves a scan of raw.
    -#}
    {% if not api_call_volume.is_increment() %}
        {% if api_call_volume.is_known_relation(ref('int_raw_inventory')) %}
            {% set query = 'select count(*) as load_dates from (' ~ api_call_volume.rejected_load_versions_query() ~ ') as rejected_load_versions' %}
            {{ return(none if api_call_volume.result_of(query).rows[0][0] > 0 else []) }}
        {% endif %}
        {{ return(none) }}
    {% endif %}
    {%- set existing -%}
        select
            source_name,
            coalesce(loaded_date, {{ api_call_volume.unknown_load_date() }}) as loaded_date,
            case when min(data_version) = max(data_version) then min(data_version) else -1 end as version
        from {{ this }}
        group by 1, 2
    {%- endset -%}
    {{ return(api_call_volume.keys_to_build(
        api_call_volume.rejected_load_versions_query(), existing, ['source_name', 'loaded_date'], 'load dates with rejected rows to build'
    )) }}
{% endmacro %}
