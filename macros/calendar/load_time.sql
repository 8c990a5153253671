{% macro load_time() %}
    {#- When a row arrived: its loaded_at; without one, no later than now. -#}
    {{ return('coalesce(loaded_at, ' ~ api_call_volume.now() ~ ')') }}
{% endmacro %}
