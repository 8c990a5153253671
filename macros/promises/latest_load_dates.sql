{% macro latest_load_dates(count=7) %}
    {#-
        The last load dates of each source in the ledger, as (source_name, loaded_date), so that a promise reads no other
        rows of raw: see in_load_dates. None of them while dbt parses, and where the ledger is not built.
    -#}
    {% set ledger = ref('fct_api_call_ledger') %}
    {% if not api_call_volume.is_known_relation(ledger) %}
        {{ return([]) }}
    {% endif %}
    {% set query %}
        select
            source_name,
            loaded_date
        from (
            select
                source_name,
                loaded_date,
                row_number() over (partition by source_name order by loaded_date desc) as place
            from {{ ledger }}
            where loaded_date > {{ api_call_volume.unknown_load_date() }}
            group by source_name, loaded_date
        ) as load_dates
        where place <= {{ count }}
    {% endset %}
    {% set load_dates = [] %}
    {% for row in api_call_volume.result_of(query).rows %}
        {% do load_dates.append(row.values() | list) %}
    {% endfor %}
    {{ return(load_dates) }}
{% endmacro %}
