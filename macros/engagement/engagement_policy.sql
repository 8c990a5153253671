{% macro engagement_policy(name) %}
    {#- The source_policy of an engagement input: a hash of the settings that its rows depend on. Empty where it is not declared. -#}
    {% set source = api_call_volume.engagement_sources().get(name) %}
    {% if not source %}
        {{ return('') }}
    {% endif %}
    {% set columns = {} %}
    {% for column, expression in (source.get('columns') or {}).items() %}
        {% do columns.update({column: api_call_volume.normalized_sql(expression)}) %}
    {% endfor %}
    {% set policy = {
        'rules': 1,
        'columns': columns or none,
        'where': api_call_volume.normalized_condition(source.get('where'), 'true'),
        'reporting_timezone': api_call_volume.reporting_timezone(),
        'week_start_day': api_call_volume.week_start_day(),
    } %}
    {{ return(api_call_volume.hashed_settings(policy)) }}
{% endmacro %}
