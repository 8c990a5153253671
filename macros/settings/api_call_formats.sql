{% macro api_call_formats() %}
    {#- The log formats this package reads: one folder of models/staging/ each. -#}
    {{ return(['aws_cloudtrail', 'columns', 'kong', 'nginx']) }}
{% endmacro %}
