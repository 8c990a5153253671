{% macro retention_in_force() %}
    {#-
        For int_api_calls: SQL for the raw_retention_days that a row is judged by, null for none. Load dates after the
        last one that the inventory has of a source are judged by the current value. Earlier ones keep the value under
        which they were counted, or the current one if it is higher: setting or lowering it later makes no counted row
        too late, in an increment or in a full refresh. `source_name` and `loaded_date` are columns where it is used.
    -#}
    {% set current = var('raw_retention_days', none) %}
    {% set current_sql = 'cast(' ~ ('null' if current is none else current) ~ ' as ' ~ dbt.type_int() ~ ')' %}
    {#- The rows of a unit test have no schema, and no history. -#}
    {% set stagings = api_call_volume.declared_stagings() %}
    {% set staging = ref('stg_' ~ stagings[0] ~ '__api_calls') if stagings else none %}
    {% if not execute or staging is none or staging.schema is none %}
        {{ return(current_sql) }}
    {% endif %}
    {#- Not a ref: the inventory is built from the model that calls this, which reads what the last run left. -#}
    {% set node = graph.nodes['model.api_call_volume.int_raw_inventory'] %}
    {% set inventory = adapter.get_relation(node.database, node.schema, node.alias) %}
    {% if inventory is none or 'retention_days' not in api_call_volume.table_columns(inventory, keep=false) %}
        {{ return(current_sql) }}
    {% endif %}
    {%- set query -%}
        with

        load_dates as (
            select
                source_name,
                loaded_date,
                coalesce(max(retention_days), -1) as retention_days
            from {{ inventory }}
            where
                raw_rows is not null
                and loaded_date > {{ api_call_volume.unknown_load_date() }}
                and loaded_date <= {{ api_call_volume.reporting_date('(' ~ api_call_volume.latest_plausible_load() ~ ')') }}
            group by source_name, loaded_date
        ),

        following as (
            select
                *,
                lag(retention_days) over (partition by source_name order by loaded_date) as previous_days,
                max(loaded_date) over (partition by source_name) as last_date
            from load_dates
        )

        select
            source_name,
            loaded_date,
            retention_days,
            last_date
        from following
        where previous_days is null or previous_days <> retention_days
        order by source_name, loaded_date desc
    {%- endset -%}
    {% set conditions, judged_otherwise, earliest = [], [], {} %}
    {% for name, since, days, last_date in api_call_volume.result_of(query).rows %}
        {% set of_source = "source_name = '" ~ name ~ "' and loaded_date " %}
        {% if name not in earliest %}
            {% do conditions.append('when ' ~ of_source ~ "> cast('" ~ last_date ~ "' as " ~ api_call_volume.type_date() ~ ") then " ~ current_sql) %}
        {% endif %}
        {% set judged_by = 'null' if days | int == -1 or current is none else [days | int, current] | max %}
        {% do conditions.append('when ' ~ of_source ~ ">= cast('" ~ since ~ "' as " ~ api_call_volume.type_date() ~ ") then " ~ judged_by) %}
        {% do earliest.update({name: judged_by}) %}
        {% do judged_otherwise.append(name) if judged_by != current %}
    {% endfor %}
    {% for name, judged_by in earliest.items() %}
        {% do conditions.append("when source_name = '" ~ name ~ "' then " ~ judged_by) %}
    {% endfor %}
    {% if current is none or not judged_otherwise %}
        {{ return(current_sql) }}
    {% endif %}
    {{ return('case\n            ' ~ conditions | join('\n            ') ~ '\n            else ' ~ current_sql ~ '\n        end') }}
{% endmacro %}
