{% macro effect_days() %}
    {#- For how many days before and after an assignment or a change fct_effects counts: four weeks, so that each weekday counts alike. -#}
    {{ return(28) }}
{% endmacro %}
