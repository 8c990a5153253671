{% macro api_call_sources(format=none, only_read=true) %}
    {#-
        The declared sources, checked and with their defaults filled in; with `format`, only those of that format.
        Sources of which nothing is read (`ended_on` without a raw table) are left out, unless `only_read` is false.
        Without a declaration, the sources of the sample where it is built (see uses_sample), else none. Raises a
        settings error where a declaration is incomplete, unknown or contradictory.
    -#}
    {% set declared = var('api_call_sources', none) or (api_call_volume.sample_sources() if api_call_volume.uses_sample() else []) %}
    {% set sources = [] %}
    {% set names, former_names = [], [] %}
    {% set all_sources = [] %}

    {% if declared is string or declared is mapping or declared is not iterable %}
        {% do api_call_volume.settings_error(
            'api_call_sources',
            'it is not a list.',
            'a list of sources, each with `name`, `format` and `source` or `ref`.'
        ) %}
    {% endif %}

    {% for declaration in declared %}
        {% set checked = api_call_volume.check_source_declaration(
            declaration, 'api_call_sources[' ~ loop.index0 ~ ']'
        ) %}
        {% if checked.name | lower in names %}
            {% do api_call_volume.settings_error(
                'api_call_sources[' ~ loop.index0 ~ '].name',
                'two sources are named `' ~ checked.name ~ '`, and every table identifies a source by its name.',
                'another name for one of them.'
            ) %}
        {% endif %}
        {% do names.append(checked.name | lower) %}
        {% do all_sources.append(checked) %}
        {% for name in checked.formerly %}
            {% do former_names.append([name | lower, checked.setting]) %}
        {% endfor %}
        {% if (format is none or checked.format == format) and (checked.is_read or not only_read) %}
            {% do sources.append(checked) %}
        {% endif %}
    {% endfor %}
    {% for name, setting in former_names if name in names or former_names | map(attribute=0) | select('equalto', name) | list | length > 1 %}
        {% do api_call_volume.settings_error(
            setting ~ '.formerly', '`' ~ name ~ '` is the name of another source, now or formerly.',
            'names that this source had before and that no source has now.'
        ) %}
    {% endfor %}
    {% if only_read and format is none and all_sources and not sources %}
        {% do api_call_volume.settings_error(
            'api_call_sources', 'every source has ended, so there is nothing to read.',
            'the `source` or `ref` of at least one of them.'
        ) %}
    {% endif %}

    {% for source in all_sources if api_call_volume.policies_of(source) | selectattr('own_keys') | list %}
        {% if source.same_calls_as or source.name in all_sources | map(attribute='same_calls_as') %}
            {% do api_call_volume.settings_error(
                source.setting ~ '.policy_from', 'its policies identify calls in different ways, and `same_calls_as` needs one key for them.',
                'policies with the same `deduplicate_on` and `event_id`.'
            ) %}
        {% endif %}
    {% endfor %}
    {% for source in all_sources if source.same_calls_as %}
        {% set others = all_sources | selectattr('name', 'ne', source.name) | rejectattr('same_calls_as') | map(attribute='name') | list %}
        {% if source.same_calls_as not in others %}
            {% do api_call_volume.settings_error(
                source.setting ~ '.same_calls_as',
                '`' ~ source.same_calls_as ~ '` is not the name of another source that has no `same_calls_as` itself.',
                api_call_volume.one_of(others, source.same_calls_as) ~ '.' if others else 'nothing: there is no other source.'
            ) %}
        {% endif %}
        {% for other in all_sources if other.name == source.same_calls_as and other.keep_copy != source.keep_copy %}
            {% do api_call_volume.settings_error(
                source.setting ~ '.keep_copy',
                'source `' ~ source.name ~ '` keeps the ' ~ source.keep_copy ~ ' copy of a call, and `' ~ other.name ~ '`, which has the same calls, the '
                ~ other.keep_copy ~ ' one.',
                'the same `keep_copy` in both.'
            ) %}
        {% endfor %}
        {% for other in all_sources if other.name == source.same_calls_as and other.formerly %}
            {% for policy in api_call_volume.policies_of(source) %}
                {% do policy.update({'same_calls_as_first_named': other.formerly[0]}) %}
            {% endfor %}
        {% endfor %}
    {% endfor %}

    {{ return(sources) }}
{% endmacro %}
