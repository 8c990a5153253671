{% macro measured_numbers(texts) %}
    {#-
        The part of a mapping that gives the measures of a project (call_measures): of `texts`, measure -> field, those
        that it has, each as a number.
    -#}
    {%- for measure, text in texts.items() if measure in api_call_volume.call_measures() %}
    {{ api_call_volume.number_from_text(text) }} as {{ measure }},
    {%- endfor %}
{%- endmacro %}
