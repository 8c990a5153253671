{% macro billing_time_zones() %}
    {#-
        The time zones that the relation `billing_periods` names and the warehouse knows, without that of the facts. Empty
        where it has none, and while dbt parses. Asked once a run: dates in a time zone need its name in SQL.
    -#}
    {% set columns = api_call_volume.billing_period_columns() %}
    {% if not execute or columns.get('time_zone', 'null') == 'null' %}
        {{ return([]) }}
    {% endif %}
    {% set answers = api_call_volume.answers_of_this_run() %}
    {% if 'billing time zones' not in answers %}
        {%- set query -%}
            select distinct nullif(trim(cast({{ columns.time_zone }} as {{ dbt.type_string() }})), '') as time_zone
            from {{ api_call_volume.relation_as(
                api_call_volume.declared_relation(api_call_volume.billing_periods_relation()), 'raw_periods'
            ) }}
            order by time_zone
        {%- endset -%}
        {% set names = [] %}
        {% for row in api_call_volume.result_of(query).rows if row[0] is not none %}
            {% do names.append(row[0] | string) %}
        {% endfor %}
        {% do answers.update({'billing time zones': api_call_volume.known_time_zones(names) | sort }) %}
    {% endif %}
    {{ return(answers['billing time zones'] | reject('equalto', api_call_volume.reporting_timezone()) | list) }}
{% endmacro %}
