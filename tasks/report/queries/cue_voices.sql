-- Grain: a person or organisation and a class of cues that stands with their quotations clearly
-- oftener than with all: the lower bound of their share lies above the share of all. Over all months; once or twice is
-- nothing clear.
with
shares as (
    select
        cue_class,
        sum(quotes)::double / sum(sum(quotes)) over () as share_of_all
    from reports.cue_profile
    where cue_class not in ('none', 'unlisted')
    group by cue_class
)
select
    cue_profile.entity_id,
    cue_profile.entity_name as name,
    cue_profile.cue_class,
    cue_profile.quotes,
    cue_profile.quotes_with_class,
    cue_profile.share_quotes as share,
    cue_profile.share_quotes_low as low,
    cue_profile.share_quotes_high as high,
    shares.share_of_all
from reports.cue_profile
inner join shares using (cue_class)
where
    cue_profile.entity_id is not null
    and cue_profile.label in ('PER', 'ORG')
    and cue_profile.cue_class <> 'neutral'
    and cue_profile.quotes >= $cue_quotes
    and cue_profile.share_quotes_low > shares.share_of_all
order by
    cue_profile.share_quotes_low - shares.share_of_all desc,
    cue_profile.quotes desc,
    name,
    cue_profile.entity_id,
    cue_profile.cue_class
limit $cue_voices
