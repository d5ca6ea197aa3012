import type { EnableStep, Snippet } from 'leak-stream/plugin';

/** What makes Active Record tell more. */
export const enable: readonly EnableStep[] = [
  {
    setting: 'Rails.logger.info("pool #{ActiveRecord::Base.connection_pool.stat}")   # every 2 s, from a thread',
    cost: 'One line per sample. The shorter the interval, the fewer steps of the number in use it takes to name a route.',
  },
  {
    setting: 'config.log_tags = [:request_id] and a formatter that prints the time',
    cost: 'Some bytes a line. Without a time and a request id on each line nobody can say which request a step belongs to.',
  },
];

/** The same, to paste. */
export const snippets: readonly Snippet[] = [
  {
    where: 'config/initializers/pool_stats.rb; with several databases one line for each pool',
    comment: '#',
    code: `Rails.application.config.after_initialize do
  Thread.new do
    loop do
      Rails.logger.info("pool #{ActiveRecord::Base.connection_pool.stat}")
      sleep 2
    end
  end
end
`,
  },
  {
    where: 'config/environments/production.rb',
    comment: '#',
    code: `config.log_tags = [:request_id]
config.log_formatter = ::Logger::Formatter.new   # with time, severity and process id
`,
  },
];
