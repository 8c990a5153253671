{% macro changed_policies() %}
    {#-
        In words, one text a source: which of its settings are not those under which the tables that stand
        were built. A source that is new has none; one that is declared no longer is itself the change.
    -#}
    {% set relations = [ref('int_api_call_arrivals')] %}
    {% for format in api_call_volume.declared_formats() if format != 'columns' %}
        {% do relations.append(ref('stg_' ~ format ~ '__api_calls')) %}
    {% endfor %}
    {% if not execute %}
        {{ return([]) }}
    {% endif %}

    {% set policies = {} %}
    {% for source in api_call_volume.api_call_sources() %}
        {% do policies.update({source.name: api_call_volume.source_policy(source)}) %}
    {% endfor %}
    {% set changed = [] %}
    {% for relation in relations if load_relation(relation) is not none %}
        {%- set query -%}
            select distinct
                source_name,
                source_policy
            from {{ relation }}
            where source_policy is not null
            order by source_name, source_policy
        {%- endset -%}
        {% for row in run_query(query).rows %}
            {% if row[0] not in policies %}
                {% set words = 'source `' ~ row[0] ~ '` is not declared any more' %}
            {% elif row[1] == policies[row[0]] %}
                {% set words = none %}
            {% else %}
                {% set settings = [] %}
                {% for setting in policies[row[0]].split() if setting not in row[1].split() %}
                    {% do settings.append('`' ~ setting.split('=')[0] ~ '`') %}
                {% endfor %}
                {% set words = settings | join(', ') ~ ' of source `' ~ row[0] ~ '` changed' %}
            {% endif %}
            {% if words and words not in changed %}
                {% do changed.append(words) %}
            {% endif %}
        {% endfor %}
    {% endfor %}
    {{ return(changed) }}
{% endmacro %}
