{% macro effects_to_build() %}
    {#-
        For fct_effects: a list of the subjects (subject_kind, subject, version) whose inputs have changed; the version is null
        for a subject that is no longer declared. None on a first build: all subjects.
    -#}
    {% if not api_call_volume.is_increment() %}
        {{ return(none) }}
    {% endif %}
    {% set found = api_call_volume.keys_to_build(
        api_call_volume.effect_versions_query(),
        'select subject_kind, subject, case when min(data_version) = max(data_version) then min(data_version) else -1 end as version from '
        ~ this ~ ' group by subject_kind, subject',
        ['subject_kind', 'subject'],
        'subjects to build'
    ) %}
    {{ return(found) }}
{% endmacro %}
