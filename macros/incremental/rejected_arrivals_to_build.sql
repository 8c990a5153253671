{% macro rejected_arrivals_to_build() %}
    {#-
        For fct_rejected_api_calls: the arrivals, as (source_name, loaded_date, version), whose rejected
        rows are not those that arrived. On a first build none, for all of them, or an empty list where no
        row was rejected, which spares a scan of raw.
    -#}
    {% if not api_call_volume.is_increment() %}
        {% if api_call_volume.is_known_relation(ref('int_api_call_arrivals')) %}
            {% set query = 'select count(*) as arrivals from (' ~ api_call_volume.rejected_arrivals() ~ ') as rejected_arrivals' %}
            {{ return(none if run_query(query).rows[0][0] > 0 else []) }}
        {% endif %}
        {{ return(none) }}
    {% endif %}
    {%- set standing -%}
        select
            source_name,
            coalesce(loaded_date, {{ api_call_volume.unknown_arrival_date() }}) as loaded_date,
            case when min(data_version) = max(data_version) then min(data_version) else -1 end as version
        from {{ this }}
        group by 1, 2
    {%- endset -%}
    {{ return(api_call_volume.outdated_keys(
        api_call_volume.rejected_arrivals(), standing, ['source_name', 'loaded_date'], 'arrivals with rejected rows to build'
    )) }}
{% endmacro %}
