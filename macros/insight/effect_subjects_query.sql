{% macro effect_subjects_query(subjects_to_build) %}
    {#-
        A query, for fct_effects: the subjects to build (subject_kind, subject, data_version): those of the list, or, where it
        is none, all. A full build finds these first, as an increment does, and its query has them as literals: a warehouse that
        runs a CTE again for each time it is read (Spark, BigQuery, Trino) would otherwise find them as often.
    -#}
    {%- if subjects_to_build is none and api_call_volume.is_being_built() -%}
        {%- set subjects_to_build = api_call_volume.fetch_rows(
            'select subject_kind, subject, version from (' ~ api_call_volume.effect_versions_query()
            ~ ') as effect_versions order by subject_kind, subject',
            'subjects to build'
        ) -%}
    {%- endif -%}
    {%- if subjects_to_build is none -%}
    select
        subject_kind,
        subject,
        version as data_version
    from (
        {{ api_call_volume.effect_versions_query() }}
    ) as effect_versions
    {%- else -%}
    {%- set text = dbt.type_string() -%}
    {{ api_call_volume.literal_rows(
        subjects_to_build, {'subject_kind': text, 'subject': text, 'data_version': dbt.type_bigint()}
    ) }}
    {%- endif %}
{%- endmacro %}
