{% macro is_mapped(mapping, column) %}
    {#- Whether a mapping (lines that end in ` as <column>,`) says what a column is. -#}
    {{ return((' as ' ~ column ~ ',') in mapping ~ ',') }}
{% endmacro %}
