{% macro parsed_route(method, template) %}
    {#-
        A row of a `route_templates_relation` as route_templates returns it, with the `rank` by which it is sorted. Parameters are
        written `{id}`, `:id` or `<id>`; `{name=shops/*}` stands for two segments. `/v1/orders/{id}:cancel` has a
        parameter and a literal in one segment.
    -#}
    {% set method = (method or '*') | string | trim | upper %}
    {% set template = template | string | trim %}
    {% set path = modules.re.sub('[{][^}=/]*=([^}]*)[}]', '\\1', template) %}
    {% set path = modules.re.sub('[{][^}/]*[}]|<[^>/]*>', '*', path) %}
    {% set segments = [] %}
    {% set order = namespace(literals=0, characters=0, places='') %}
    {% for segment in path.split('/') if segment %}
        {% set segment = '*' if segment.startswith(':') else segment %}
        {% do segments.append(segment) %}
        {% set is_literal = '*' not in segment %}
        {% set order.literals = order.literals + (1 if is_literal else 0) %}
        {% set order.characters = order.characters + (segment | replace('*', '') | length) %}
        {% set order.places = order.places ~ ('0' if is_literal else '1') %}
    {% endfor %}
    {{ return({
        'method': none if method == '*' else method,
        'template': template,
        'pattern': '/' ~ segments | join('/'),
        'depth': segments | length,
        'rank': '%03d %s %s %05d %s' | format(
            999 - order.literals, '1' if method == '*' else '0', order.places, 99999 - order.characters, template
        ),
    }) }}
{% endmacro %}
