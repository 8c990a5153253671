{% test same_total(model, measure, compare_to, compare_measure=none, by=none) %}

with

here as (

    select
        {{ by or '1' }} as compared_by,
        sum({{ measure }}) as total
    from {{ model }}
    group by 1

),

there as (

    select
        {{ by or '1' }} as compared_by,
        sum({{ compare_measure or measure }}) as total
    from {{ compare_to }}
    group by 1

)

select
    coalesce(here.compared_by, there.compared_by) as compared_by,
    here.total as total_here,
    there.total as total_there
from here
full outer join there on here.compared_by = there.compared_by
where coalesce(here.total, 0) <> coalesce(there.total, 0)

{% endtest %}
