{% macro fails_beyond(success_rate, low_success_rate) %}
    {#-
        A condition: the odds that a call does not succeed are more than `finding_failing_factor` times those of the lower end of the
        range. Both arguments are expressions of a share from 0 to 1.
    -#}
    {%- set double = api_call_volume.type_double() -%}
    {%- set rate = 'cast(' ~ success_rate ~ ' as ' ~ double ~ ')' -%}
    {%- set low = 'cast(' ~ low_success_rate ~ ' as ' ~ double ~ ')' -%}
    {{ return('(1 - ' ~ rate ~ ') * ' ~ low ~ ' > ' ~ api_call_volume.finding_factor('failing') ~ ' * ' ~ rate ~ ' * (1 - ' ~ low ~ ')') }}
{% endmacro %}
