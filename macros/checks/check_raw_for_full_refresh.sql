{% macro check_raw_for_full_refresh(raw_inventory) %}
    {#-
        Stops a full refresh that would lose history: with raw_retention_days, if raw begins later than the load dates
        in `raw_inventory`.
    -#}
    {% if execute and var('raw_retention_days', none) is not none and load_relation(raw_inventory) is not none %}
        {%- set query -%}
            select
                existing.source_name,
                existing.first_loaded_date,
                {{ api_call_volume.reporting_date('raw.first_loaded_at') }} as raw_first_loaded_date
            from (
                select
                    source_name,
                    min(loaded_date) as first_loaded_date
                from {{ raw_inventory }}
                where loaded_date > {{ api_call_volume.unknown_load_date() }}
                group by source_name
            ) as existing
            inner join (
                {%- for source in api_call_volume.api_call_sources() %}
                select
                    cast('{{ source.name }}' as {{ dbt.type_string() }}) as source_name,
                    min(loaded_at) as first_loaded_at
                from (
                    {{ api_call_volume.source_rows(source) }}
                ) as raw_rows
                {{ 'union all' if not loop.last }}
                {%- endfor %}
            ) as raw
                on existing.source_name = raw.source_name
            where
                raw.first_loaded_at is null
                or existing.first_loaded_date < {{ api_call_volume.reporting_date('raw.first_loaded_at') }}
            order by existing.source_name
        {%- endset -%}
        {% for row in run_query(query).rows[:1] %}
            {{ exceptions.raise_compiler_error(
                'api_call_volume: a full refresh would lose history: the tables hold what source `' ~ row[0] ~ '` loaded from '
                ~ row[1] ~ ' on, and raw ' ~ ('has nothing' if row[2] is none else 'begins on ' ~ row[2]) ~ '. Nothing was changed.\n'
                ~ '  What to do: restore the raw rows; or, to start over with the rows that raw has, run it without `raw_retention_days`.'
            ) }}
        {% endfor %}
    {% endif %}
{% endmacro %}
