{% macro policies_of_all(sources) %}
    {#- The policies_of each of some sources, in one list. -#}
    {% set policies = [] %}
    {% for source in sources %}
        {% do policies.extend(api_call_volume.policies_of(source)) %}
    {% endfor %}
    {{ return(policies) }}
{% endmacro %}
