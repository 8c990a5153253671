{% macro normalized_condition(condition, otherwise) %}
    {#-
        normalized_sql of a setting that is a condition; none where it is `otherwise` (`true` or `false`), which is what
        holds without the setting.
    -#}
    {% set normalized = api_call_volume.normalized_sql(condition) %}
    {{ return(none if normalized == otherwise or normalized == '(' ~ otherwise ~ ')' else normalized) }}
{% endmacro %}
