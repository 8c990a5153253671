{{ config(
    enabled=api_call_volume.has_engagement_source('experiment_assignments') or api_call_volume.has_engagement_source('changes'),
    unique_key=['subject_kind', 'subject'],
    meta={'rows_where': 'variant is not null', 'spark_partitions': ['started_on']}
) }}
{%- do api_call_volume.table_layout('started_on', ['subject', 'metric']) %}

{%- set days = api_call_volume.effect_days() %}
{%- set least_accounts = 10 %}
{%- set placebo_dates = 26 %}
{%- set has_features = api_call_volume.has_engagement_source() %}
{%- set metrics = ['calls', 'log_calls', 'active_days', 'success_rate'] + (['features_used'] if has_features else []) %}
{%- set text = dbt.type_string() %}
{%- set double = api_call_volume.type_double() %}
{%- set subjects_to_build = api_call_volume.effects_to_build() %}

{{ api_call_volume.skip_unless_due(subjects_to_build) }}

with

subjects as (

    {{ api_call_volume.effect_subjects_query(subjects_to_build) }}

),

daily_calls as (

    select
        date_day,
        account_id,
        cast(api_calls as {{ double }}) as api_calls,
        cast(successful_calls as {{ double }}) as successful_calls
    from {{ ref('fct_account_calls_daily') }}
    where account_id is not null

),

completeness as (

    select * from {{ ref('int_completeness') }}

),

accounts as (

    {{ api_call_volume.measured_accounts_query() }}

),

all_assignments as (

    {{ api_call_volume.experiment_accounts_query() }}

),

assignments as (

    select all_assignments.*
    from all_assignments
    inner join subjects on all_assignments.subject = subjects.subject
    where subjects.subject_kind = 'experiment'

),

all_changes as (

    {{ api_call_volume.change_dates_query() }}

),

changes as (

    select all_changes.*
    from all_changes
    inner join subjects on all_changes.subject = subjects.subject
    where subjects.subject_kind = 'change'

),

-- Experiments: the control is the variant of that name; without one, the first by name.
variants as (

    select
        subject,
        variant,
        min(assigned_on) as first_assigned_on,
        max(assigned_on) as last_assigned_on,
        sum(case when variants = 1 then 1 else 0 end) as assigned_accounts,
        max(planned_share) as planned_share,
        row_number() over (
            partition by subject
            order by case when lower(variant) = 'control' then 0 else 1 end, {{ api_call_volume.binary_order('variant') }}
        ) as variant_rank
    from assignments
    group by subject, variant

),

{{ api_call_volume.sample_ratio_ctes() }},

metrics as (
    {% for metric in metrics %}
    select cast('{{ metric }}' as {{ text }}) as metric
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

experiment_measures as (

    {{ api_call_volume.experiment_measures_query(metrics) }}

),

change_measures as (

    {{ api_call_volume.change_measures_query() }}

),

measured as (

    select * from experiment_measures
    union all
    select * from change_measures

),

-- Every arm, whether it has accounts that can be measured yet or not.
expected_arms as (

    select
        cast('experiment' as {{ text }}) as subject_kind,
        variants.subject,
        variants.variant,
        metrics.metric,
        case when variants.variant_rank = 1 then 1 else 0 end as is_control
    from variants
    cross join metrics

    union all
    {%- for variant in ['concerned', 'not concerned'] %}
    select
        cast('change' as {{ text }}) as subject_kind,
        subject,
        cast('{{ variant }}' as {{ text }}) as variant,
        cast('log_change' as {{ text }}) as metric,
        {{ 0 if variant == 'concerned' else 1 }} as is_control
    from changes
    where concerns_all = 0
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

tested as (

    {{ api_call_volume.tested_effects_query(least_accounts) }}

),

placebos as (

    {{ api_call_volume.placebo_effects_query(placebo_dates) }}

),

accounts_of_total as (

    select
        changes.subject,
        count(distinct daily_calls.account_id) as accounts
    from changes
    inner join daily_calls
        on
            daily_calls.date_day >= {{ api_call_volume.next_period_start('changes.changed_on', 'day', -1 * days) }}
            and daily_calls.date_day < {{ api_call_volume.next_period_start('changes.changed_on', 'day', days) }}
    inner join accounts on daily_calls.account_id = accounts.account_id
    where changes.concerns_all = 1
    group by changes.subject

),

effects as (

    select
        subject_kind,
        subject,
        variant,
        metric,
        is_control,
        accounts,
        measured_mean,
        effect,
        case
            when metric not in ('log_calls', 'log_change') then ratio - 1
            when abs(effect) < 30 then exp(effect) - 1
        end as lift_ratio,
        standard_error,
        degrees_of_freedom,
        p_value,
        q_value,
        any_time_p_value,
        effect - quantile * standard_error as interval_low,
        effect + quantile * standard_error as interval_high,
        {%- for side, sign in {'low': '-', 'high': '+'}.items() %}
        case
            when metric not in ('log_calls', 'log_change') then ratio_{{ side }} - 1
            when abs(effect {{ sign }} quantile * standard_error) < 30 then exp(effect {{ sign }} quantile * standard_error) - 1
        end as lift_{{ side }}_ratio,
        {%- endfor %}
        variance_cut_share
    from tested

    union all

    select
        'change' as subject_kind,
        changes.subject,
        'all' as variant,
        'log_change' as metric,
        0 as is_control,
        {{ api_call_volume.beside_double('accounts_of_total.accounts') }},
        placebos.log_change as measured_mean,
        placebos.effect,
        case when abs(placebos.effect) < 30 then exp(placebos.effect) - 1 end as lift_ratio,
        {% for _ in range(2) -%}
        cast(null as {{ double }}),
        {% endfor -%}
        placebos.p_value,
        {% for _ in range(6) -%}
        cast(null as {{ double }}),
        {% endfor -%}
        cast(null as {{ double }})
    from changes
    left join placebos on changes.subject = placebos.subject
    left join accounts_of_total on changes.subject = accounts_of_total.subject
    where changes.concerns_all = 1

),

started as (

    select
        'experiment' as subject_kind,
        subject,
        min(first_assigned_on) as started_on,
        max(last_assigned_on) as last_started_on
    from variants
    group by subject

    union all

    select
        'change' as subject_kind,
        subject,
        changed_on as started_on,
        changed_on as last_started_on
    from changes

)

-- A subject that is no longer declared is one row without a variant.
select
    subjects.subject_kind,
    subjects.subject,
    effects.variant,
    effects.metric,
    effects.is_control = 1 as is_control,
    started.started_on,
    completeness.complete_before is not null
    and {{ api_call_volume.next_period_start('started.last_started_on', 'day', days) }} <= completeness.complete_before as is_final,
    cast(coalesce(effects.accounts, 0) as {{ dbt.type_bigint() }}) as accounts,
    {%- for column in [
        'measured_mean', 'effect', 'lift_ratio', 'standard_error', 'degrees_of_freedom', 'p_value', 'q_value', 'any_time_p_value',
        'interval_low', 'interval_high', 'lift_low_ratio', 'lift_high_ratio', 'variance_cut_share'
    ] %}
    {{ api_call_volume.six_places('effects.' ~ column) }} as {{ column | replace('measured_', '') }},
    {%- endfor %}
    case
        when tested_sample_ratios.fewest_planned >= 5 then {{ api_call_volume.six_places('tested_sample_ratios.p_value') }}
    end as sample_ratio_p_value,
    in_two_variants.accounts_in_two_variants,
    subjects.data_version
from subjects
cross join completeness
left join effects on subjects.subject_kind = effects.subject_kind and subjects.subject = effects.subject
left join started on subjects.subject_kind = started.subject_kind and subjects.subject = started.subject
left join tested_sample_ratios on subjects.subject_kind = 'experiment' and subjects.subject = tested_sample_ratios.subject
left join in_two_variants on subjects.subject_kind = 'experiment' and subjects.subject = in_two_variants.subject
