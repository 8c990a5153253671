{% macro benchmark_attributes() %}
    {#- The attributes whose accounts are compared with one another. -#}
    {{ return(['industry', 'stage', 'business_model', 'plan', 'segment']) }}
{% endmacro %}
