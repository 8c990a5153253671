{% macro engagement_policy(name) %}
    {#- What source_policy is for a source of calls, for an input of the engagement marts; empty where it is not declared. -#}
    {% set source = api_call_volume.engagement_sources().get(name) %}
    {% if not source %}
        {{ return('') }}
    {% endif %}
    {% set policy = {
        'rules': 1,
        'columns': source.get('columns'),
        'where': source.get('where'),
        'reporting_timezone': api_call_volume.reporting_timezone(),
        'week_start_day': api_call_volume.week_start_day(),
    } %}
    {{ return(api_call_volume.hashed_settings(policy)) }}
{% endmacro %}
