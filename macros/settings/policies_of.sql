{% macro policies_of(source) %}
    {#-
        A checked source as each of its policies reads it, in order of time: its `earlier_policies`, then the source itself.
    -#}
    {{ return(source.earlier_policies + [source]) }}
{% endmacro %}
