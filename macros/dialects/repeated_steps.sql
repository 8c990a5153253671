{% macro repeated_steps(query) %}
    {#-
        The names of those CTEs that in_steps makes tables of, in their order: none of a query that reads few relations
        however often its CTEs are named; otherwise those that are named more than once and read more than one table.
        The CTEs are those that stand at the beginning of a line, as in all models; a query of another form has none.
    -#}
    {%- set ctes = modules.re.findall('(?ms)^([a-z_0-9]+) as [(]\n(.*?)^[)](?=,?$)', query) -%}
    {%- set texts = modules.re.split('(?m)^[)](?=,?$)', query) -%}
    {%- if ctes | length < 2 or ctes | length != texts | length - 1 or not modules.re.match('(\\s|--[^\n]*\n)*with\\s', query) -%}
        {{ return([]) }}
    {%- endif -%}
    {%- set texts = (ctes | map('last') | list) + [texts | last] -%}
    {%- set inlined = {} -%}
    {%- set read = {} -%}
    {%- set steps = [] -%}
    {%- for text in texts -%}
        {%- set own = api_call_volume.count_of_reads(text) -%}
        {%- set state = namespace(inlined=own, read=own) -%}
        {%- for name in modules.re.findall('(?:from|join)\\s+([a-z_0-9]+)\\b', text) if name in inlined -%}
            {%- set state.inlined = state.inlined + inlined[name] -%}
            {%- set state.read = state.read + read[name] -%}
        {%- endfor -%}
        {%- if loop.last -%}
            {{ return(steps if state.inlined > 24 else []) }}
        {%- endif -%}
        {%- set name = ctes[loop.index0][0] -%}
        {%- set uses = modules.re.findall('(?:from|join)\\s+' ~ name ~ '\\b', texts[loop.index:] | join('\n')) | length -%}
        {%- if uses > 1 and state.read > 1 -%}
            {%- do steps.append(name) -%}
            {%- set state.read = 1 -%}
        {%- endif -%}
        {%- do inlined.update({name: state.inlined}) -%}
        {%- do read.update({name: state.read}) -%}
    {%- endfor -%}
    {{ return([]) }}
{% endmacro %}

{% macro count_of_reads(text) %}
    {#- How many relations a part of a query reads. A view counts as several. -#}
    {%- set state = namespace(reads=0) -%}
    {%- for database, schema, identifier in modules.re.findall(api_call_volume.relation_pattern(), text) -%}
        {%- set relation = load_relation(api.Relation.create(database=database or none, schema=schema, identifier=identifier)) -%}
        {%- set state.reads = state.reads + (6 if relation is not none and relation.is_view else 1) -%}
    {%- endfor -%}
    {{ return(state.reads) }}
{% endmacro %}

{% macro relation_pattern() %}
    {#- A regular expression for the relations that a query reads, as dbt writes them: database, schema and identifier. -#}
    {{ return(adapter.dispatch('relation_pattern', 'api_call_volume')()) }}
{% endmacro %}

{% macro default__relation_pattern() %}
    {{ return('(?:["`]([^"`]+)["`][.])?["`]([^"`]+)["`][.]["`]([^"`]+)["`]') }}
{% endmacro %}

{#- dbt-spark does not quote them, and they have no database. -#}
{% macro spark__relation_pattern() %}
    {{ return('(?m)^\\s*(?:from|[a-z ]*join)\\s+()`?([A-Za-z_0-9]+)`?[.]`?([A-Za-z_0-9]+)`?') }}
{% endmacro %}
