{% macro policies_of(source) %}
    {#-
        A checked source as each of its policies reads it, in order of time: its `earlier_policies`, then the source itself.
        Each holds from its `policy_from` on, the first one from the beginning (see policy_on).
    -#}
    {{ return(source.earlier_policies + [source]) }}
{% endmacro %}
