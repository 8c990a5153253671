{% macro changed_policies() %}
    {#-
        In words, one text a source or input: which of its settings are not those under which the tables
        that stand were built. One that is new has none; one that is declared no longer is itself the change.
    -#}
    {% set relations = [ref('int_api_call_arrivals')] %}
    {% for format in api_call_volume.declared_formats() if format != 'columns' %}
        {% do relations.append(ref('stg_' ~ format ~ '__api_calls')) %}
    {% endfor %}
    {% set inputs = {} %}
    {% if api_call_volume.has_engagement_source() %}
        {% for name in ['product_events', 'notifications', 'satisfaction_responses', 'outcomes'] %}
            {% do inputs.update({name: ref('int_' ~ name)}) %}
        {% endfor %}
    {% endif %}
    {% if not execute %}
        {{ return([]) }}
    {% endif %}

    {% set policies = {} %}
    {% for source in api_call_volume.api_call_sources() %}
        {% do policies.update({source.name: api_call_volume.source_policy(source)}) %}
    {% endfor %}
    {% set input_policies = {} %}
    {% for name in api_call_volume.engagement_sources() if name in inputs %}
        {% do input_policies.update({name: api_call_volume.engagement_policy(name)}) %}
    {% endfor %}
    {% set standing = [] %}
    {% for relation in relations %}
        {% do standing.append((relation, 'source', policies)) %}
    {% endfor %}
    {% for relation in inputs.values() %}
        {% do standing.append((relation, 'input', input_policies)) %}
    {% endfor %}
    {% set changed = [] %}
    {% for relation, kind, policies in standing if load_relation(relation) is not none %}
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
                {% set words = kind ~ ' `' ~ row[0] ~ '` is not declared any more' %}
            {% elif row[1] == policies[row[0]] %}
                {% set words = none %}
            {% else %}
                {% set settings = [] %}
                {% for setting in policies[row[0]].split() if setting not in row[1].split() %}
                    {% do settings.append('`' ~ setting.split('=')[0] ~ '`') %}
                {% endfor %}
                {% set words = settings | join(', ') ~ ' of ' ~ kind ~ ' `' ~ row[0] ~ '` changed' %}
            {% endif %}
            {% if words and words not in changed %}
                {% do changed.append(words) %}
            {% endif %}
        {% endfor %}
    {% endfor %}
    {{ return(changed) }}
{% endmacro %}
