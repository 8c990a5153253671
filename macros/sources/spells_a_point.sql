{% macro spells_a_point(data_type) %}
    {#- Whether whole numbers of a data type are written with a point or an exponent as a text: `123.0`, `1e+20`. -#}
    {% set data_type = data_type | lower %}
    {{ return(
        data_type.split('(')[0] | trim in ['real', 'float', 'float4', 'float8', 'float64', 'double', 'double precision']
        or modules.re.search(', *[1-9][0-9]*[)]', data_type) is not none
    ) }}
{% endmacro %}
