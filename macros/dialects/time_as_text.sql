{% macro time_as_text(expression, data_type) %}
    {#- A time of a raw row, of a type that is not a timestamp, as a text. -#}
    {{ return(adapter.dispatch('time_as_text', 'api_call_volume')(expression, data_type)) }}
{% endmacro %}

{% macro default__time_as_text(expression, data_type) %}
    {{ return('cast(' ~ expression ~ ' as ' ~ dbt.type_string() ~ ')') }}
{% endmacro %}

{#- A field of a JSON column may be a time, whose text would be that of the server's time zone; in JSON it has its offset. -#}
{% macro clickhouse__time_as_text(expression, data_type) %}
    {%- if modules.re.match('dynamic|variant', data_type) -%}
        {{ return("nullIf(trim(both '\"' from toJSONString(" ~ expression ~ ")), 'null')") }}
    {%- endif -%}
    {{ return(api_call_volume.default__time_as_text(expression, data_type)) }}
{% endmacro %}
