{% macro epoch_units() %}
    {#- The choices of `epoch_unit`, a key of a source: the unit that its times count since 1970 -> its abbreviation. -#}
    {{ return({'seconds': 's', 'milliseconds': 'ms', 'microseconds': 'us', 'nanoseconds': 'ns'}) }}
{% endmacro %}
