{% macro feature_days_to_build() %}
    {#-
        For int_api_feature_calls: a list of the days (period_grain, date_day, version) whose calls or features have
        changed, by the ledger and api_features_query. The version is null for a day that has no calls any more. None
        on a first build: all days.
    -#}
    {% set inputs = ['int_route_calls'] %}
    {% if not api_call_volume.is_increment() %}
        {% do api_call_volume.check_inputs(inputs) %}
        {{ return(none) }}
    {% endif %}
    {% set days = api_call_volume.keys_to_build(
        api_call_volume.feature_day_versions_query(),
        "select cast('day' as " ~ dbt.type_string() ~ ") as period_grain, date_day, min(data_version) as version from " ~ this ~ ' group by date_day',
        ['period_grain', 'date_day'],
        'days to build'
    ) %}
    {% if days %}
        {% do api_call_volume.check_inputs(inputs) %}
    {% endif %}
    {{ return(days) }}
{% endmacro %}
