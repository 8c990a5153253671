{% macro beside_this(suffix) %}
    {#- The table of the model's name with a suffix, which a run needs for a while. What a killed run left of it is dropped. -#}
    {%- set relation = this.incorporate(path={'identifier': this.identifier ~ suffix}, type='table') -%}
    {%- do adapter.drop_relation(relation) -%}
    {{ return(relation) }}
{% endmacro %}
