{% macro known_count(count, input) %}
    {#- A count over an input of the engagement marts: 0 where there is nothing to count, null where the input is not declared. -#}
    {{ return('coalesce(' ~ count ~ ', 0)' if api_call_volume.has_engagement_source(input) else count) }}
{% endmacro %}
